struct	A	{1:i32	a;	}

	 
 enum E{A=1}