print("guohu")
